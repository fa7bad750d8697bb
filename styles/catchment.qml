<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="0" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="25000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{catchment}">
      <rule key="{catchment}" symbol="0" label="gebied dat naar één laagte afstroomt"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="120,140,160,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
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
    <alias index="1" field="area_m2" name="Oppervlakte (m²)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Afstroomgebied" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="area_m2" index="1" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>Afstroomgebied van laagte [% "id" %]</b><br>[% CASE WHEN "area_m2" >= 10000 THEN format_number("area_m2" / 10000, 1, 'nl') || ' ha' ELSE format_number("area_m2", 0, 'nl') || ' m²' END %] groot</div>]]></mapTip>
</qgis>
