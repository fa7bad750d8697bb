<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="0" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="5000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{spill}">
      <rule key="{on}" symbol="0" filter='"spill_to" IS NOT NULL' label="loopt hier over, naar een andere laagte"/>
      <rule key="{out}" symbol="1" filter='"spill_to" IS NULL' label="loopt hier over, het gebied uit"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="circle"/>
            <Option name="color" type="QString" value="213,94,0,255"/>
            <Option name="size" type="QString" value="1.4"/>
            <Option name="size_unit" type="QString" value="MM"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="triangle"/>
            <Option name="color" type="QString" value="0,114,178,255"/>
            <Option name="size" type="QString" value="2"/>
            <Option name="size_unit" type="QString" value="MM"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Laagte"/>
    <alias index="1" field="z_m" name="Loopt over op (m NAP)"/>
    <alias index="2" field="spill_to" name="Loopt over naar laagte"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="z_m" hidden="0" width="-1"/>
      <column type="field" name="spill_to" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Overlooppunt" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="z_m" index="1" showLabel="1"/>
      <attributeEditorField name="spill_to" index="2" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>Laagte [% "id" %] loopt hier over</b><br>op [% format_number("z_m", 2, 'nl') %] m NAP, [% coalesce('naar laagte ' || "spill_to", 'het gebied uit') %]</div>]]></mapTip>
</qgis>
