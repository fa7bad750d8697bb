<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="0" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="50000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{corridor}">
      <rule key="{gap}" symbol="0" filter="&quot;status&quot; = &#x27;gap&#x27;" label="corridor van een onderbroken verbinding"/>
      <rule key="{else}" symbol="1" filter="ELSE" label="corridor: de weg is hier weinig duurder dan de goedkoopste"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="213,94,0,30"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="213,94,0,30"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,158,115,70"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="0,158,115,70"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="status" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="in orde" type="QString" value="ok"/></Option><Option type="Map"><Option name="onderbroken" type="QString" value="gap"/></Option><Option type="Map"><Option name="te smal" type="QString" value="narrow"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="link_id" name="Verbinding"/>
    <alias index="1" field="from_id" name="Van zone"/>
    <alias index="2" field="to_id" name="Naar zone"/>
    <alias index="3" field="status" name="Status van de verbinding"/>
    <alias index="4" field="cost" name="Weerstand van de goedkoopste weg"/>
    <alias index="5" field="extra_pct" name="Hoogstens zoveel duurder (%)"/>
    <alias index="6" field="area_m2" name="Oppervlakte (m²)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="link_id" hidden="0" width="-1"/>
      <column type="field" name="from_id" hidden="0" width="-1"/>
      <column type="field" name="to_id" hidden="0" width="-1"/>
      <column type="field" name="status" hidden="0" width="-1"/>
      <column type="field" name="cost" hidden="0" width="-1"/>
      <column type="field" name="extra_pct" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Corridor" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="link_id" index="0" showLabel="1"/>
      <attributeEditorField name="from_id" index="1" showLabel="1"/>
      <attributeEditorField name="to_id" index="2" showLabel="1"/>
      <attributeEditorField name="status" index="3" showLabel="1"/>
      <attributeEditorField name="cost" index="4" showLabel="1"/>
      <attributeEditorField name="extra_pct" index="5" showLabel="1"/>
      <attributeEditorField name="area_m2" index="6" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>coalesce("link_id", '')</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>Corridor[% CASE WHEN "status" = 'gap' THEN ' van een onderbroken verbinding' WHEN "status" = 'narrow' THEN ' van een te smalle verbinding' ELSE '' END %]</b><br>
[% coalesce(format_number("area_m2", 0, 'nl'), '?') %] m² waarover de weg hoogstens [% coalesce("extra_pct", '?') %] % duurder is dan de goedkoopste<br>
Verbinding [% replace(coalesce("link_id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
